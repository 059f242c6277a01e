import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Login, loginSchema, type Principal, principalSchema } from '@trunkline/contracts';
import type { CookieOptions, Request, Response } from 'express';
import { credentialIn, SESSION_COOKIE } from '../access/credentials.js';
import { Caller } from '../access/requires.decorator.js';
import { refuseForeignLogin } from '../access/same-origin.js';
import { Answers, AnswersNothing } from '../openapi/answers.decorator.js';
import { SESSION_MS, SessionService } from './session.service.js';

@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  @Post()
  @HttpCode(200)
  @Answers(200, principalSchema, 'Log in. The answer sets the session cookie.')
  async login(
    @Body({ schema: loginSchema }) body: Login,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Principal> {
    refuseForeignLogin(request.headers);
    const { principal, token } = await this.sessions.login(body, request.socket.remoteAddress ?? '');
    response.cookie(SESSION_COOKIE, token, { ...cookie(request), maxAge: SESSION_MS });
    return principal;
  }

  @Get()
  @Answers(200, principalSchema, 'Who is asking, and what is permitted.')
  read(@Caller() caller: Principal): Principal {
    return caller;
  }

  @Delete()
  @HttpCode(204)
  @AnswersNothing('Log out.')
  async logout(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const credential = credentialIn(request.headers);
    if (credential?.kind === 'session') await this.sessions.logout(credential.token);
    response.clearCookie(SESSION_COOKIE, cookie(request));
  }
}

const cookie = (request: Request): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/',
  secure: request.secure,
});

import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Login,
  loginSchema,
  type PasswordChange,
  type Principal,
  passwordChangeSchema,
  principalSchema,
} from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import type { CookieOptions, Request, Response } from 'express';
import { credentialIn, SESSION_COOKIE } from '../access/credentials.js';
import { Caller, CallerSession } from '../access/requires.decorator.js';
import { refuseForeignLogin } from '../access/same-origin.js';
import { Answers, AnswersNothing } from '../openapi/answers.decorator.js';
import { type Origin, SESSION_MS, SessionService } from './session.service.js';

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
    const { principal, token } = await this.sessions.login(body, originOf(request));
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
  async logout(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Caller() caller: Principal,
  ): Promise<void> {
    const credential = credentialIn(request.headers);
    if (credential?.kind === 'session') await this.sessions.logout(credential.token, caller);
    response.clearCookie(SESSION_COOKIE, cookie(request));
  }

  @Put('password')
  @HttpCode(204)
  @AnswersNothing('Change your password. Your other sessions end.')
  async changePassword(
    @Body({ schema: passwordChangeSchema }) body: PasswordChange,
    @Req() request: Request,
    @Caller() caller: Principal,
    @CallerSession() current: string | null,
  ): Promise<void> {
    if (current === null) throw new DomainError('forbidden', 'An API key has no password.');
    await this.sessions.changePassword(body, caller, current, originOf(request));
  }
}

const originOf = (request: Request): Origin => ({
  address: request.socket.remoteAddress ?? '',
  userAgent: request.header('user-agent')?.slice(0, 300) ?? null,
});

const cookie = (request: Request): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/',
  secure: request.secure,
});

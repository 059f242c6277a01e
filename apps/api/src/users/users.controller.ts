import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type PageQuery,
  type Principal,
  pageQuerySchema,
  type UserCreate,
  type UserPatch,
  userCreateSchema,
  userPatchSchema,
  userSchema,
} from '@trunkline/contracts';
import type { Response } from 'express';
import { Caller, Requires } from '../access/requires.decorator.js';
import { ShownVersion } from '../http/shown-version.js';
import { Answers, AnswersNothing, AnswersPage, versioned } from '../openapi/answers.decorator.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Requires('access:manage')
  @AnswersPage(userSchema, 'List users, oldest first.')
  list(@Query({ schema: pageQuerySchema }) query: PageQuery) {
    return this.users.list(query);
  }

  @Get(':id')
  @Requires('access:manage')
  @ShownVersion({ changes: false })
  @Answers(200, userSchema, 'Read a user.', versioned)
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.users.read(id);
  }

  @Post()
  @Requires('access:manage')
  @ShownVersion({ changes: false })
  @Answers(201, userSchema, 'Create a user with a password that you tell them.', versioned)
  async create(
    @Body({ schema: userCreateSchema }) body: UserCreate,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ) {
    const user = await this.users.create(body, caller);
    response.setHeader('Location', `/api/v1/users/${user.id}`);
    return user;
  }

  @Patch(':id')
  @Requires('access:manage')
  @ShownVersion({ changes: true })
  @Answers(
    200,
    userSchema,
    'Change what the body names. A new password, or disabling, ends the sessions of the user.',
    versioned,
  )
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: userPatchSchema }) body: UserPatch,
    @Caller() caller: Principal,
  ) {
    return this.users.patch(id, body, caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('access:manage')
  @ShownVersion({ changes: true })
  @AnswersNothing('Delete a user who is not the last administrator.')
  remove(@Param('id', { schema: idSchema }) id: string, @Caller() caller: Principal) {
    return this.users.remove(id, caller);
  }

  @Post(':id/restore')
  @Requires('access:manage')
  @ShownVersion({ changes: false })
  @Answers(
    201,
    userSchema,
    'Bring back a user who was deleted in the last 24 hours, with the password he had.',
    versioned,
  )
  async restore(
    @Param('id', { schema: idSchema }) id: string,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ) {
    const user = await this.users.restore(id, caller);
    response.setHeader('Location', `/api/v1/users/${user.id}`);
    return user;
  }
}

import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Credentials } from './credentials.js';
import { LoginThrottle } from './login-throttle.js';

/** Who may do what. Global: the guard stands before every route. */
@Global()
@Module({
  providers: [Credentials, LoginThrottle, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [Credentials, LoginThrottle],
})
export class AccessModule {}

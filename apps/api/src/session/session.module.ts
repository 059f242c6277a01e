import { Module } from '@nestjs/common';
import { FailedLogins } from './failed-logins.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';

@Module({ controllers: [SessionController], providers: [FailedLogins, SessionService] })
export class SessionModule {}

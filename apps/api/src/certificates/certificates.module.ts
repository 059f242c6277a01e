import { Module } from '@nestjs/common';
import { CertificatesController } from './certificates.controller.js';
import { CertificatesService } from './certificates.service.js';

@Module({ controllers: [CertificatesController], providers: [CertificatesService] })
export class CertificatesModule {}

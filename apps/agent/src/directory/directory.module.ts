import { Module } from '@nestjs/common';
import { DirectoryCache } from './directory-cache.js';

/** Names of our resources in Asterisk, for the features that read what Asterisk says. */
@Module({ providers: [DirectoryCache], exports: [DirectoryCache] })
export class DirectoryModule {}

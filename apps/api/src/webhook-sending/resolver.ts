import { type LookupAddress, promises } from 'node:dns';
import { Injectable } from '@nestjs/common';

/** Asks which addresses a name has. A place of its own, so that a test can have names of its own. */
@Injectable()
export class Resolver {
  resolve: (name: string) => Promise<LookupAddress[]> = (name) => promises.lookup(name, { all: true });
}

import { z } from 'zod';
import { AsteriskGone } from '../errors.js';
import { type AriAddress, AriClientDriver } from './ari-client-driver.js';
import type { AriBridge, AriChannel, AriEndpoint, AriRest, AsteriskFacts, NewChannel } from './ari-types.js';
import {
  bridgeSchema,
  channelSchema,
  endpointSchema,
  fieldSchema,
  readAnswer,
  readFacts,
  rtpStatisticsSchema,
  variableSchema,
} from './read-answers.js';

/** AriRest over ari-client. */
export class AriClientRest implements AriRest {
  private readonly driver: AriClientDriver;

  constructor(address: AriAddress) {
    this.driver = new AriClientDriver(address);
  }

  async channels(): Promise<AriChannel[]> {
    return readAnswer('channels', z.array(channelSchema), await this.driver.call('channels', 'list'));
  }

  async bridges(): Promise<AriBridge[]> {
    return readAnswer('bridges', z.array(bridgeSchema), await this.driver.call('bridges', 'list'));
  }

  async hangup(channelId: string, reason = 'normal'): Promise<'done' | 'gone'> {
    const gone = await this.unlessGone(this.driver.call('channels', 'hangup', { channelId, reason }));
    return gone ? 'gone' : 'done';
  }

  async originate({ callerId, ringSeconds, ...channel }: NewChannel): Promise<void> {
    const call = { ...channel, priority: 1, timeout: ringSeconds, ...(callerId === null ? {} : { callerId }) };
    await this.driver.call('channels', 'originateWithId', call);
  }

  async linkedId(channelId: string): Promise<string | null> {
    const what = { channelId, variable: 'CHANNEL(linkedid)' };
    const answer = await this.nullWhenGone(this.driver.call('channels', 'getChannelVar', what));
    return answer === null ? null : readAnswer('a variable', variableSchema, answer).value;
  }

  async rtpStatistics(channelId: string): Promise<{ received: number; sent: number } | null> {
    const answer = await this.nullWhenGone(this.driver.call('channels', 'rtpstatistics', { channelId }));
    if (answer === null) return null;
    const { rxcount, txcount } = readAnswer('RTP statistics', rtpStatisticsSchema, answer);
    return { received: rxcount, sent: txcount };
  }

  async asteriskInfo(): Promise<AsteriskFacts> {
    return readFacts(await this.driver.call('asterisk', 'getInfo'));
  }

  async reloadModule(name: string): Promise<void> {
    await this.driver.call('asterisk', 'reloadModule', { moduleName: name });
  }

  async endpoints(): Promise<AriEndpoint[]> {
    return readAnswer('endpoints', z.array(endpointSchema), await this.driver.call('endpoints', 'list'));
  }

  async objectExists(configClass: string, objectType: string, id: string): Promise<boolean> {
    return !(await this.unlessGone(this.driver.call('asterisk', 'getObject', { configClass, objectType, id })));
  }

  async objectFields(configClass: string, objectType: string, id: string): Promise<Map<string, string> | null> {
    const answer = await this.nullWhenGone(this.driver.call('asterisk', 'getObject', { configClass, objectType, id }));
    if (answer === null) return null;
    const fields = readAnswer('configuration object', z.array(fieldSchema), answer);
    return new Map(fields.map(({ attribute, value }) => [attribute, value]));
  }

  async subscribe(app: string, sources: readonly string[]): Promise<void> {
    await this.driver.call('applications', 'subscribe', { applicationName: app, eventSource: sources.join(',') });
  }

  async filterEvents(app: string, disallowedTypes: readonly string[]): Promise<void> {
    const filter = { disallowed: disallowedTypes.map((type) => ({ type })) };
    await this.driver.call('applications', 'filter', { applicationName: app, filter });
  }

  async appExists(app: string): Promise<boolean> {
    return !(await this.unlessGone(this.driver.call('applications', 'get', { applicationName: app })));
  }

  async moduleLoaded(name: string): Promise<boolean> {
    return !(await this.unlessGone(this.driver.call('asterisk', 'getModule', { moduleName: name })));
  }

  private async nullWhenGone(work: Promise<unknown>): Promise<unknown> {
    try {
      return (await work) ?? undefined;
    } catch (error) {
      if (error instanceof AsteriskGone) return null;
      throw error;
    }
  }

  private async unlessGone(work: Promise<unknown>): Promise<boolean> {
    try {
      await work;
      return false;
    } catch (error) {
      if (error instanceof AsteriskGone) return true;
      throw error;
    }
  }
}

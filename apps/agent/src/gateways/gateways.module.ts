import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module.js';
import { EndpointStateModule } from '../endpoint-state/endpoint-state.module.js';
import { RecordsModule } from '../records/records.module.js';
import { GatewayWatch } from './gateway-watch.service.js';

/** Which gateways calls go past, by what became of the last ones. */
@Module({
  imports: [ConnectionModule, EndpointStateModule, RecordsModule],
  providers: [GatewayWatch],
  exports: [GatewayWatch],
})
export class GatewaysModule {}

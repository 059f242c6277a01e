import { type FieldError, fewestRtpPorts, type Installation } from '@trunkline/contracts';
import { invalid } from '../http/contract.pipe.js';

/** SIP over TLS has the ports that follow (libs/config-renderer/src/tls/tls-transports.ts). */
const tlsPorts = 4;

interface Ports {
  rtpPortStart: number | null;
  rtpPortEnd: number | null;
  sipPort: number | null;
}

/** Refuses settings whose fields are each right and do not fit together. @throws DomainError validation_failed. */
export function assertSettingsWhole({ rtpPortStart, rtpPortEnd, sipPort }: Ports, installed: Installation | null) {
  const errors: FieldError[] = [];
  const refuse = (pointer: string, message: string) => errors.push({ pointer, message });
  if (rtpPortStart === null && rtpPortEnd !== null) refuse('/rtpPortStart', 'is required when rtpPortEnd is set');
  if (rtpPortEnd === null && rtpPortStart !== null) refuse('/rtpPortEnd', 'is required when rtpPortStart is set');
  if (rtpPortStart !== null && rtpPortEnd !== null && rtpPortEnd - rtpPortStart + 1 < fewestRtpPorts) {
    refuse('/rtpPortEnd', `must be at least ${fewestRtpPorts - 1} higher than rtpPortStart`);
  }
  const [start, end] = [rtpPortStart ?? installed?.rtpPortStart, rtpPortEnd ?? installed?.rtpPortEnd];
  const port = sipPort ?? installed?.sipPort;
  if (port !== undefined && start !== undefined && end !== undefined && port + tlsPorts >= start && port <= end) {
    refuse(
      sipPort === null ? '/rtpPortStart' : '/sipPort',
      `SIP (this port, and the ${tlsPorts} after it for TLS) must not have a port of media (${start} to ${end})`,
    );
  }
  if (errors.length > 0) throw invalid(errors);
}

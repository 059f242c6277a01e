import type { Settings, SettingsPatch } from '@trunkline/contracts';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';

/** The settings as the form holds them: an empty text where the API says null. */
export interface SettingsValues {
  publicAddress: string;
  localNetworks: string[];
  rtpPortStart: number | string;
  rtpPortEnd: number | string;
  sipPort: number | string;
  tlsCertificateId: string | null;
  country: string;
  callerNameUrl: string;
}

export function settingsValues(settings: Settings): SettingsValues {
  const { publicAddress, localNetworks, rtpPortStart, rtpPortEnd, sipPort, tlsCertificateId, country } = settings;
  return {
    publicAddress: publicAddress ?? '',
    localNetworks,
    rtpPortStart: rtpPortStart ?? '',
    rtpPortEnd: rtpPortEnd ?? '',
    sipPort: sipPort ?? '',
    tlsCertificateId,
    country,
    callerNameUrl: settings.callerNameUrl ?? '',
  };
}

function settingsBody(values: SettingsValues): Required<SettingsPatch> {
  const { publicAddress, localNetworks, rtpPortStart, rtpPortEnd, sipPort, tlsCertificateId, country } = values;
  return {
    publicAddress: publicAddress.trim() === '' ? null : publicAddress.trim(),
    localNetworks: localNetworks.map((network) => network.trim()),
    rtpPortStart: numberOrNull(rtpPortStart),
    rtpPortEnd: numberOrNull(rtpPortEnd),
    sipPort: numberOrNull(sipPort),
    tlsCertificateId,
    country: country.trim().toUpperCase(),
    callerNameUrl: values.callerNameUrl.trim() === '' ? null : values.callerNameUrl.trim(),
  };
}

/** Body of `PATCH /settings`. */
function settingsPatch(settings: Settings, values: SettingsValues): SettingsPatch {
  return changedFields(settingsBody(settingsValues(settings)), settingsBody(values));
}

/** Errors by field. */
export async function settingsErrors(values: SettingsValues): Promise<Record<string, string>> {
  return settingsFields(await contractErrors('settingsPatchSchema', settingsBody(values)));
}

/** The API speaks of one network, the form has one field for all. */
function settingsFields(errors: Record<string, string>): Record<string, string> {
  const entries = Object.entries(errors);
  return Object.fromEntries(entries.map(([path, text]) => [path.split('.')[0] ?? path, text]));
}

function numberOrNull(value: number | string): number | null {
  return value === '' ? null : Number(value);
}

/** How the form holds the settings. */
export const settingsShape: FormShape<Settings, SettingsValues> = {
  values: settingsValues,
  fields: (values) => ({ ...settingsBody(values) }),
  patch: settingsPatch,
  errors: settingsFields,
};

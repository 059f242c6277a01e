import { useLocalStorage } from '@mantine/hooks';

/** Whether single keys are shortcuts, and the way to switch them off and on; remembered in this browser. */
export function useSingleKeys() {
  return useLocalStorage({ key: 'trunkline-shortcuts', defaultValue: true });
}

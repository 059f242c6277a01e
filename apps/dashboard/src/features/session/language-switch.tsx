import { Button, Group } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { languageCodes, languages } from '../../i18n/languages';
import { useLanguage } from '../../shared/use-language';

/** The way to another language for whoever is not logged in yet; each is called by its own name. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  return (
    <Group gap="xs" justify="center">
      {languageCodes
        .filter((code) => code !== language)
        .map((code) => (
          <Button
            key={code}
            lang={code}
            variant="subtle"
            size="compact-sm"
            leftSection={<IconLanguage size={16} />}
            onClick={() => choose(code)}
          >
            {languages[code].name}
          </Button>
        ))}
    </Group>
  );
}

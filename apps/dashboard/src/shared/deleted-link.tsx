import { Link } from '@tanstack/react-router';
import type { DeletedKind } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import classes from './deleted-link.module.css';

/** Leads from the list of a kind to what of it was deleted lately. */
export function DeletedLink({ kind }: { kind: DeletedKind }) {
  const { t } = useTranslation();
  return (
    <Link to="/deleted" search={{ kind }} className={classes.link}>
      {t('deleted.link')}
    </Link>
  );
}

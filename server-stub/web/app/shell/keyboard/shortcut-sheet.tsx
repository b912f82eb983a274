import { Kbd, Modal, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePorts } from '../../../ports';
import { useSwitch } from '../../../platform/preferences/remembered-switch';
import { t } from '../../../text/translate';
import { useShortcutSections } from './shortcuts-provider';
import type { ShortcutSection } from './shortcuts';
import './shortcut-sheet.css';

interface ShortcutSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** All shortcuts that work on this page now, and a switch to turn them off. */
export function ShortcutSheet({ isOpen, onClose }: ShortcutSheetProps): ReactNode {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('keyboard.title')}
      classNames={{ title: 'shortcut-sheet-title' }}
      size="xl"
      radius="lg"
      closeButtonProps={{ 'aria-label': t('student.close') }}
    >
      <Sections />
    </Modal>
  );
}

function Sections(): ReactNode {
  const sections = useShortcutSections();
  const { switches } = usePorts();
  const areOn = useSwitch(switches.shortcuts);
  return (
    <>
      <div className="shortcut-sections" data-off={!areOn}>
        {[...sections, BUILT_IN].map(section => (
          <Section key={section.title} section={section} />
        ))}
      </div>
      <Switch
        checked={areOn}
        onChange={event => switches.shortcuts.turn(event.currentTarget.checked)}
        label={t('keyboard.switch')}
        description={t('keyboard.switchHint')}
      />
    </>
  );
}

/** Keys handled by the browser and the components, which cannot be turned off. */
const BUILT_IN: ShortcutSection = {
  title: t('keyboard.builtIn'),
  shortcuts: [
    { key: 'Enter', name: t('keyboard.open'), run: () => {} },
    { key: 'Esc', name: t('keyboard.close'), run: () => {} },
  ],
};

function Section({ section: { title, shortcuts } }: { readonly section: ShortcutSection }): ReactNode {
  return (
    <section>
      <h3 className="shortcut-section-title">{title}</h3>
      <dl className="shortcut-list">
        {shortcuts.map(({ key, name }) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

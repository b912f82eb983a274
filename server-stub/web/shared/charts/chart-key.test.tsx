// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { historySpecs } from '../../screens/system/history-charts';
import { ChartKey } from './chart-key';
import type { ChartSpec } from './chart-spec';

it('says in words what its values are and which line is which; where the title does already, not again', () => {
  const [traffic, connections] = historySpecs('sqlite', []);
  const { rerender } = render(<ChartKey title="Requests" spec={traffic?.spec as ChartSpec} />);
  expect(document.body.textContent).toBe('Per secondEvents per secondRequests per second');
  rerender(<ChartKey title="Open connections" spec={connections?.spec as ChartSpec} />);
  expect(screen.getAllByText('Open connections')).toHaveLength(1);
});

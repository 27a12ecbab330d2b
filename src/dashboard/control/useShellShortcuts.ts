import { useNavigate } from 'react-router'
import { paths } from '#dashboard/shared/paths.ts'
import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { nextRate } from './rates.ts'
import { DAY, HOUR, useTime } from './useTime.ts'

/** The keys that work on every page: where to go, and what time does. */
export function useShellShortcuts({ openPalette, openSheet }: { openPalette: () => void; openSheet: () => void }): void {
  const navigate = useNavigate()
  const time = useTime()
  const group = 'Simulated time'
  useShortcut('mod+k', openPalette, { label: 'Search pages and actions' })
  useShortcut('?', openSheet, { label: 'Show the shortcuts' })
  useShortcut('g a', () => void navigate(paths.apps()), { label: 'Go to apps' })
  useShortcut('g n', () => void navigate(paths.newApp()), { label: 'New app' })
  useShortcut('t p', time.pause, { label: 'Pause, or go on', group })
  useShortcut('t f', () => time.setRate(nextRate(time.rate, 1)), { label: 'Faster', group })
  useShortcut('t s', () => time.setRate(nextRate(time.rate, -1)), { label: 'Slower', group })
  useShortcut('t h', () => time.advance(HOUR), { label: 'One hour on', group })
  useShortcut('t d', () => time.advance(DAY), { label: 'One day on', group })
  useShortcut('t q', time.untilQuiet, { label: 'Until nothing is under way', group })
}

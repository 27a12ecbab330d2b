import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { nextRate } from './rates.ts'
import { DAY, HOUR, useTime } from './useTime.ts'

/** The keys that move time, on every page. */
export function useTimeShortcuts(): void {
  const time = useTime()
  const group = 'Simulated time'
  useShortcut('t p', time.pause, { label: 'Pause, or go on', group })
  useShortcut('t f', () => time.setRate(nextRate(time.rate, 1)), { label: 'Faster', group })
  useShortcut('t s', () => time.setRate(nextRate(time.rate, -1)), { label: 'Slower', group })
  useShortcut('t h', () => time.advance(HOUR), { label: 'One hour on', group })
  useShortcut('t d', () => time.advance(DAY), { label: 'One day on', group })
  useShortcut('t q', time.untilQuiet, { label: 'Until nothing is under way', group })
}

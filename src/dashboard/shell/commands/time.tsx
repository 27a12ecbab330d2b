import { Clock, FastForward, Pause, Play, Rewind } from 'lucide-react'
import { rateName, rates } from '#dashboard/control/rates.ts'
import { DAY, HOUR, useTime } from '#dashboard/control/useTime.ts'
import type { CommandGroup } from '#ui/CommandPalette.tsx'

/** What can be done with time. */
export function useTimeCommands(): CommandGroup {
  const time = useTime()
  const paused = time.rate === 0
  return {
    label: 'Simulated time',
    commands: [
      {
        id: 'time pause',
        label: paused ? 'Let time pass' : 'Pause time',
        keywords: 'clock stop play',
        icon: paused ? <Play size={14} /> : <Pause size={14} />,
        shortcut: 't p',
        run: time.pause,
      },
      ...rates.map((rate) => ({
        id: `time rate ${rate}`,
        label: `Time at ${rateName(rate)}`,
        keywords: 'clock speed rate',
        icon: <Clock size={14} />,
        reason: time.rate === rate ? 'It is now' : null,
        run: () => time.setRate(rate),
      })),
      {
        id: 'time hour',
        label: 'One hour on',
        keywords: 'clock advance',
        icon: <FastForward size={14} />,
        shortcut: 't h',
        run: () => time.advance(HOUR),
      },
      {
        id: 'time day',
        label: 'One day on',
        keywords: 'clock advance',
        icon: <FastForward size={14} />,
        shortcut: 't d',
        run: () => time.advance(DAY),
      },
      {
        id: 'time quiet',
        label: 'Run until quiet',
        keywords: 'clock advance build finish',
        icon: <FastForward size={14} />,
        shortcut: 't q',
        run: time.untilQuiet,
      },
      {
        id: 'time back',
        label: 'One hour back',
        keywords: 'clock undo rewind',
        icon: <Rewind size={14} />,
        run: () => time.back(HOUR),
      },
    ],
  }
}

import { Clock, FastForward, Pause, Play, Rewind } from 'lucide-react'
import { shown, typedLine } from '#dashboard/app/shown.ts'
import { rateName, rates } from '#dashboard/control/rates.ts'
import { backBy, DAY, HOUR, useTime } from '#dashboard/control/useTime.ts'
import { control } from '#platform/control/contract.ts'
import type { BodyOf } from '#platform/http/contract.ts'
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
        typed: setClock({ rate: paused ? 1 : 0 }),
        run: time.pause,
      },
      ...rates.map((rate) => ({
        id: `time rate ${rate}`,
        label: `Time at ${rateName(rate)}`,
        keywords: 'clock speed rate',
        icon: <Clock size={14} />,
        reason: time.rate === rate ? 'It is now' : null,
        typed: setClock({ rate }),
        run: () => time.setRate(rate),
      })),
      {
        id: 'time hour',
        label: 'One hour on',
        keywords: 'clock advance',
        icon: <FastForward size={14} />,
        shortcut: 't h',
        typed: setClock({ advance: HOUR }),
        run: () => time.advance(HOUR),
      },
      {
        id: 'time day',
        label: 'One day on',
        keywords: 'clock advance',
        icon: <FastForward size={14} />,
        shortcut: 't d',
        typed: setClock({ advance: DAY }),
        run: () => time.advance(DAY),
      },
      {
        id: 'time quiet',
        label: 'Run until quiet',
        keywords: 'clock advance build finish',
        icon: <FastForward size={14} />,
        shortcut: 't q',
        typed: setClock({ until_quiet: true }),
        run: time.untilQuiet,
      },
      {
        id: 'time back',
        label: 'One hour back',
        keywords: 'clock undo rewind',
        icon: <Rewind size={14} />,
        typed: setClock({ back_to: backBy(HOUR) }),
        run: () => time.back(HOUR),
      },
    ],
  }
}

const setClock = (body: BodyOf<typeof control.setClock>) => typedLine(shown(control.setClock, { body }))

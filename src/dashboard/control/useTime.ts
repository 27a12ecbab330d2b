import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { pageClock } from '#dashboard/shared/page-clock.ts'
import { control, type Clock } from '#platform/control/contract.ts'
import { formatAbsolute } from '#ui/format.ts'
import { toast } from '#ui/toast.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

interface Move {
  body: { rate?: number; advance?: number; back_to?: string; until_quiet?: boolean }
  /** What to say once it is done; nothing for a change of speed, which shows. */
  done?: string
}

/** Where the clock is set to a moment before now, as the API takes it. */
export const backBy = (ms: number) => new Date(pageClock.now() - ms).toISOString()

/** The speed to go on at after a pause. */
let before = 1

/** The simulated clock: its speed, and what can be done with it. */
export function useTime() {
  const client = useQueryClient()
  const key = query(control.clock).queryKey
  const rate = useQuery(query(control.clock)).data?.rate ?? 1
  const { mutate, isPending } = useMutation({
    mutationFn: ({ body }: Move) => call(control.setClock, { body }),
    onMutate({ body }) {
      const from = pageClock.now()
      // An answer that is under way is older than this.
      void client.cancelQueries({ queryKey: key })
      // The speed is certain at once; where a jump ends, only the platform knows.
      if (body.rate !== undefined) showRate(body.rate)
      return { from, rate }
    },
    onSuccess(clock, { done }, { from }) {
      client.setQueryData<Clock>(key, clock)
      pageClock.read(Date.parse(clock.now), clock.rate)
      if (done !== undefined) tellOfJump(done, clock, from)
    },
    onError(error, _, shown) {
      if (shown) showRate(shown.rate)
      toast({ title: 'The clock could not be set.', description: sentence(error), tone: 'error' })
    },
  })
  const showRate = (next: number) => {
    pageClock.read(pageClock.now(), next)
    client.setQueryData<Clock>(key, (clock) => clock && { ...clock, rate: next })
  }
  const tellOfJump = (title: string, clock: Clock, from: number) =>
    toast({
      id: 'clock',
      title,
      description: `It is ${formatAbsolute(Date.parse(clock.now))} now.`,
      action: { label: 'Back to before', run: () => mutate({ body: { back_to: new Date(from).toISOString() } }) },
    })
  const setRate = (next: number) => mutate({ body: { rate: next } })
  return {
    rate,
    busy: isPending,
    setRate,
    /** Stops the clock, or lets it go on at the speed it had. */
    pause: () => {
      if (rate !== 0) before = rate
      setRate(rate === 0 ? before : 0)
    },
    advance: (ms: number) => mutate({ body: { advance: ms }, done: ms === DAY ? 'A day has passed.' : 'An hour has passed.' }),
    back: (ms: number) => mutate({ body: { back_to: backBy(ms) }, done: 'Gone back an hour.' }),
    untilQuiet: () => mutate({ body: { until_quiet: true }, done: 'Nothing is being built, started or stopped now.' }),
  }
}

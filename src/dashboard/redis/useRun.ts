import { call } from '#client/http.ts'
import { shown, type Shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { redisControl, type Answers, type Reply } from '#platform/redis/contract.ts'
import { typedWord } from './bytes.ts'
import { useStore } from './useStore.ts'

type Commands = readonly (readonly string[])[]

const argsOf = (store: string, commands: Commands) => ({
  params: { store },
  body: { commands: commands.map((words) => [...words]), binary: true },
})

const isError = (reply: Reply): reply is { readonly error: string } =>
  typeof reply === 'object' && reply !== null && 'error' in reply

/** Sends commands to the store that the address is about. What the store itself refuses is a failure, too. */
export function useRun(options: { failed: string; quiet?: boolean; done?: (answer: Answers) => void }) {
  const { store } = useStore()
  return useAction({
    ...options,
    run: async (commands: Commands) => {
      const answer = await call(redisControl.run, argsOf(store, commands))
      const error = answer.replies.find(isError)
      if (error) throw new Error(error.error)
      return answer
    },
  })
}

/** The same as one would type it. */
export function useShownRun(): (commands: Commands) => Shown {
  const { store } = useStore()
  return (commands) => ({
    ...shown(redisControl.run, argsOf(store, commands)),
    cli: commands.map((words) => `redis-cli -u "$REDIS_URL" ${words.map(typedWord).join(' ')}`).join(' && '),
  })
}

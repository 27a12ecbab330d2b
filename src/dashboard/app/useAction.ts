import { useMutation, useQueryClient, type QueryClient, type UseMutationResult } from '@tanstack/react-query'
import { shownEarly } from '#client/query.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { toast } from '#ui/toast.ts'

export interface ActionOptions<Input, Answer> {
  run: (input: Input) => Promise<Answer>
  /** Shows the outcome before it is certain. Answers how to take it back. */
  optimistic?: (client: QueryClient, input: Input) => () => void
  /** Of the toast when it is refused: what did not happen. */
  failed: string
  /** The refusal shows somewhere else, such as beside a field. */
  quiet?: boolean
  done?: (answer: Answer, input: Input) => unknown
}

/** Does something to the platform. A refusal takes back what was shown too early, and says why. */
export function useAction<Input = void, Answer = unknown>(
  options: ActionOptions<Input, Answer>,
): UseMutationResult<Answer, Error, Input, () => void> {
  const client = useQueryClient()
  return useMutation<Answer, Error, Input, () => void>({
    mutationFn: options.run,
    ...(options.optimistic && { meta: shownEarly }),
    onMutate: (input) => options.optimistic?.(client, input) ?? (() => {}),
    onError: (error, _, takeBack) => {
      takeBack?.()
      if (!options.quiet) toast({ title: options.failed, description: sentence(error), tone: 'error' })
    },
    onSuccess: options.done,
  })
}

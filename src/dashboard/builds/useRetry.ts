import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { builds, type Build } from '#platform/builds/contract.ts'

/** The request that builds the same source again. */
export function againArgs(app: string, { source_blob: { url, version, version_description }, buildpacks }: Build) {
  return { params: { app }, body: { source_blob: { url, version, version_description }, ...(buildpacks && { buildpacks }) } }
}

/** Builds the same source again, and goes to the new build. */
export function useRetry(app: string, build: Build) {
  const navigate = useNavigate()
  return useAction({
    run: () => call(builds.create, againArgs(app, build)),
    failed: 'It was not built again',
    done: ({ id }) => void navigate(paths.build(app, id)),
  })
}

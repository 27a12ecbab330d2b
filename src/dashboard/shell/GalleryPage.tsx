import Gallery from '#ui/gallery/Gallery.tsx'
import { ListStates } from './ListStates.tsx'

/** The design system, and the apps list in each of its states. */
export function GalleryPage() {
  return (
    <>
      <Gallery />
      <ListStates />
    </>
  )
}

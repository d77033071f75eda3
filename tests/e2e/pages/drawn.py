"""Shapes and colours of a page as drawn: what its accessibility depends on, beside its words."""

# Its shapes (an element in its parent: what it is, how it is described, whether it says something and has a
# label), then the colours that are not judged yet, whose first elements are left in `toJudge`.
SHOWN = """judged => {
  const done = new Set(judged), shapes = new Set(), known = new Map(), colours = new Map()
  const described = one => [...one.attributes].map(({name, value}) =>
    ['class', 'role', 'type', 'lang', 'tabindex', 'aria-hidden', 'aria-live'].includes(name) ? `${name}=${value}`
      : `${name}${value.trim() ? '' : '='}`).sort().join(' ')
  const shape = one => [
    innerWidth, one.parentElement?.localName, one.localName, described(one), one.labels?.length,
    Boolean(one.textContent.trim()), one.checkVisibility(),
    ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'headers'].map(name =>
      (one.getAttribute(name) || '').split(' ').filter(id => id && !document.getElementById(id)).length)
  ].join(' | ')
  const behind = one => {
    if (!one) return ''
    if (known.has(one)) return known.get(one)
    const {backgroundColor: colour, backgroundImage: image} = getComputedStyle(one)
    const own = image === 'none' ? colour : `${colour} ${image}`
    const all = colour.startsWith('rgb(') ? own
      : own === 'rgba(0, 0, 0, 0)' ? behind(one.parentElement) : `${own} / ${behind(one.parentElement)}`
    known.set(one, all)
    return all
  }
  const faded = one => one ? getComputedStyle(one).opacity * faded(one.parentElement) : 1
  const show = one => {
    if (!one.checkVisibility()) return
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(one)
    const shown = [color, fontSize, fontWeight, textShadow, faded(one), behind(one)].join(' | ')
    if (!done.has(shown) && !colours.has(shown)) colours.set(shown, one)
  }
  for (const one of document.querySelectorAll('*')) shapes.add(shape(one))
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) if (texts.currentNode.data.trim()) show(texts.currentNode.parentElement)
  document.querySelectorAll('input, select, textarea').forEach(show)
  window.toJudge = [...colours.values()]
  return [[...shapes], [...colours.keys()]]
}"""

"""Colours of the texts of a page as drawn: what its contrast depends on."""

# Each text, and each field: its colour and size, then what is behind it up to what lets nothing through.
SHOWN = """() => {
  const known = new Map(), found = new Set()
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
  const add = one => {
    if (!one.checkVisibility()) return
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(one)
    found.add([color, fontSize, fontWeight, textShadow, faded(one), behind(one)].join(' | '))
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) if (texts.currentNode.data.trim()) add(texts.currentNode.parentElement)
  document.querySelectorAll('input, select, textarea').forEach(add)
  return [...found]
}"""

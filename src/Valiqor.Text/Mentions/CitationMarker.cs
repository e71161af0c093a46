using System.Collections.Immutable;

namespace Valiqor.Text.Mentions;

/// <summary>A sign that a sentence rests on numbered passages: [1], [2, 3], [doc 2], (Source 1), 【1】, [^1].</summary>
/// <param name="Numbers">As written; whether they count from 0 or 1 is for the reader to tell.</param>
/// <param name="Named">Says what it points to ("doc", "source", "passage"), and so is no bare [1].</param>
public readonly record struct CitationMarker(int Start, int End, ImmutableArray<int> Numbers, bool Named);

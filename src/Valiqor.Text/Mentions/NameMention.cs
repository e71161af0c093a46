namespace Valiqor.Text.Mentions;

/// <summary>A name as capitals tell it: one capitalised word or several in a row.</summary>
/// <param name="Certain">False for one word at a sentence's start, where any word has a capital.</param>
public readonly record struct NameMention(int Start, int End, int FirstToken, int EndToken, bool Certain);

namespace Valiqor.Text.Mentions;

/// <summary>
/// A date with at least a month: "March 5, 2021", "5th of March", "2021-03-05". 0 stands for a part not given.
/// </summary>
public readonly record struct DateMention(int Start, int End, int Year, int Month, int Day, int FirstToken,
    int EndToken)
{
    /// <summary>No part that both give differs.</summary>
    public bool Agrees(DateMention other) =>
        Agree(Year, other.Year) && Agree(Month, other.Month) && Agree(Day, other.Day);

    private static bool Agree(int one, int other) => one == 0 || other == 0 || one == other;
}

namespace Valiqor.Text.Languages;

/// <summary>
/// The writing systems that detectors tell apart. Chinese and Japanese are one, as are the scripts of India.
/// </summary>
public enum WritingSystem
{
    None,
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Indic,
    Thai,
    Georgian,
    Hangul,
    HanOrKana,
    Other,
}

public static class WritingSystems
{
    public const int Count = (int)WritingSystem.Other + 1;

    /// <summary>
    /// Of a letter, by Unicode block, which is near enough to the Script property in running text; none of any other
    /// character.
    /// </summary>
    public static WritingSystem Of(char c) => c switch
    {
        < '\u0080' => char.IsAsciiLetter(c) ? WritingSystem.Latin : WritingSystem.None,
        // The vowel signs and finals of these scripts are marks, not letters, but they write nothing else.
        >= '\u0900' and <= '\u0dff' => WritingSystem.Indic,
        >= '\u0e00' and <= '\u0e7f' => WritingSystem.Thai,
        _ when !char.IsLetter(c) => WritingSystem.None,
        <= '\u024f' or (>= '\u1e00' and <= '\u1eff') or (>= '\uff21' and <= '\uff5a') => WritingSystem.Latin,
        >= '\u0370' and <= '\u03ff' => WritingSystem.Greek,
        >= '\u0400' and <= '\u052f' => WritingSystem.Cyrillic,
        >= '\u0530' and <= '\u058f' => WritingSystem.Armenian,
        >= '\u0590' and <= '\u05ff' => WritingSystem.Hebrew,
        (>= '\u0600' and <= '\u077f') or (>= '\ufb50' and <= '\ufefc') => WritingSystem.Arabic,
        >= '\u10a0' and <= '\u10ff' => WritingSystem.Georgian,
        (>= '\u1100' and <= '\u11ff') or (>= '\uac00' and <= '\ud7af') => WritingSystem.Hangul,
        (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') => WritingSystem.HanOrKana,
        _ => WritingSystem.Other,
    };

    /// <summary>In the words of messages: <c>Cyrillic script</c>.</summary>
    public static string Name(WritingSystem system) => system switch
    {
        WritingSystem.HanOrKana => "Chinese or Japanese",
        WritingSystem.Indic => "an Indic",
        WritingSystem.Hangul => "Korean",
        _ => system.ToString(),
    };
}

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// A place in a text that holds personal data or a secret. The value itself is never copied out of the text.
/// </summary>
/// <param name="Rule">The kind, as a stable <c>snake_case</c> word.</param>
/// <param name="What">The kind in words, with its article: "an e-mail address".</param>
internal readonly record struct SensitiveValue(int Start, int End, string Rule, string What, double Confidence)
{
    /// <summary>
    /// A value of the kind that is made up for films and forms: exposed only when it stands in the data.
    /// </summary>
    public bool IsFictional { get; init; }
}

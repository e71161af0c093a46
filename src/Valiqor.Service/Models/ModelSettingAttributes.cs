using Valiqor.Service.Ground;

namespace Valiqor.Service.Models;

/// <summary>A setting whose rule is another's as well, or that has none but words for documents.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ModelSettingAttribute(string allowed) : SettingAttribute
{
    public override string Allowed => allowed;

    protected override string Section => ModelOptions.Section;

    protected override string? FaultOf(string text) => null;
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class ModelKeySettingAttribute : SettingAttribute
{
    public override string Allowed => "visible ASCII characters";

    protected override string Section => ModelOptions.Section;

    protected override string? FaultOf(string text) => ModelKey.IsKey(text)
        ? null
        : "is no key: it has visible ASCII characters alone, without blanks and line ends.";
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReasoningSettingAttribute : SettingAttribute
{
    private const int MostLetters = 16;

    public override string Allowed => "`minimal`, `low`, `medium`, `high` or the model's own word";

    protected override string Section => ModelOptions.Section;

    protected override string? FaultOf(string text) =>
        text.Length <= MostLetters && !text.AsSpan().ContainsAnyExceptInRange('a', 'z')
            ? null
            : "is no word such as minimal, low, medium or high.";
}

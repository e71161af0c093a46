using System.ComponentModel.DataAnnotations;

namespace Valiqor.Service.Ground;

/// <summary>A rule for a setting that is a text, with words for documents. An empty setting counts as none.</summary>
internal abstract class SettingAttribute : ValidationAttribute
{
    /// <summary>What may be given, in a few words.</summary>
    public abstract string Allowed { get; }

    /// <summary>The beginning of the setting's name.</summary>
    protected abstract string Section { get; }

    protected sealed override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        ArgumentNullException.ThrowIfNull(validationContext);
        string? fault = value is string { Length: > 0 } text ? FaultOf(text) : null;
        return fault is null
            ? ValidationResult.Success
            : new ValidationResult($"{Section}__{validationContext.MemberName} {fault}");
    }

    /// <summary>What is wrong and what would do, as the rest of a sentence; null where nothing is.</summary>
    protected abstract string? FaultOf(string text);
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Valiqor.Analysis.Scoring;
using Valiqor.Service.Digests;
using Valiqor.Service.Door;
using Valiqor.Service.Door.Limits;
using Valiqor.Service.Intake;
using Valiqor.Service.Judging;
using Valiqor.Service.Runs;

namespace Valiqor.Service;

/// <summary>The settings <c>Valiqor__…</c> of the service, on every host.</summary>
public sealed class ValiqorOptions : IDoorSettings, IRunSettings, IIntakeSettings
{
    public const string Section = "Valiqor";

    /// <summary>The first administrator's key. It opens the owner's organization and makes keys for others.</summary>
    [Required(ErrorMessage = "Valiqor__AdminKey is not set: give the first administrator's key, a long random text.")]
    [MinLength(16, ErrorMessage = "Valiqor__AdminKey is shorter than 16 characters: give a long random text.")]
    public string AdminKey { get; init; } = "";

    /// <summary>Items a slice: one slice is one activity.</summary>
    [Range(1, 10_000)]
    public int ItemsPerSlice { get; init; } = 200;

    /// <summary>
    /// Slices side by side before the workflow takes stock. More is faster on many machines and a longer history.
    /// </summary>
    [Range(1, 1_000)]
    public int SlicesPerWindow { get; init; } = 32;

    /// <summary>The longest item, in bytes of JSON.</summary>
    [Range(1_024, 16 * 1024 * 1024)]
    public int MaxItemBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The largest body but for uploads, in bytes.</summary>
    [Range(1_024, 256 * 1024 * 1024)]
    public long MaxBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The largest uploaded dataset, in bytes.</summary>
    [Range(1_024, 100L * 1024 * 1024 * 1024)]
    public long MaxUploadBytes { get; init; } = 10L * 1024 * 1024 * 1024;

    /// <summary>A dataset in a body with at most so many items is waited for and answered with its result.</summary>
    [Range(0, 1_000)]
    public int InlineItems { get; init; } = 100;

    /// <summary>How long the answer to such a dataset may be held back, in seconds.</summary>
    [Range(0, 60)]
    public double InlineWaitSeconds { get; init; } = 5;

    /// <summary>A failure of this severity (0–5) or more alerts.</summary>
    [Range(0, 5)]
    public double AlertSeverity { get; init; } = 4;

    /// <summary>A failure of this severity (0–5) and <see cref="GateConfidence"/> stops a build.</summary>
    [Range(0, 5)]
    public double GateSeverity { get; init; } = 3;

    /// <summary>How sure (0–1) a failure must be to stop a build.</summary>
    [Range(0, 1)]
    public double GateConfidence { get; init; } = 0.7;

    /// <summary>A failure less sure than this (0–1) wants a person's eye.</summary>
    [Range(0, 1)]
    public double ReviewConfidence { get; init; } = 0.5;

    /// <summary>A metric's value (0–1) of this or more counts as passed.</summary>
    [Range(0, 1)]
    public double QualityThreshold { get; init; } = Thresholds.DefaultQuality;

    [ValidateObjectMembers]
    public JudgeOptions Judge { get; init; } = new();

    [ValidateObjectMembers]
    public LimitOptions Limits { get; init; } = new();

    [ValidateObjectMembers(typeof(DigestOptionsValidator))]
    public DigestOptions Digests { get; init; } = new();

    public Thresholds Thresholds => new(AlertSeverity, GateSeverity, GateConfidence, ReviewConfidence);
}

[OptionsValidator]
internal sealed partial class ValiqorOptionsValidator : IValidateOptions<ValiqorOptions>;

namespace Valiqor.Service.Intake;

/// <summary>The settings of what comes in: which datasets are waited for, and for how long.</summary>
internal interface IIntakeSettings
{
    int InlineItems { get; }

    double InlineWaitSeconds { get; }
}

namespace Valiqor.Analysis.Scoring.Insights;

/// <summary>
/// The usual words for a kappa (Landis and Koch, The measurement of observer agreement for categorical data, Biometrics
/// 33, 1977). Its authors call the borders arbitrary.
/// </summary>
public enum KappaStrength
{
    Poor,
    Slight,
    Fair,
    Moderate,
    Substantial,
    AlmostPerfect,
}

public static class KappaStrengths
{
    public static KappaStrength Of(double kappa) => kappa switch
    {
        < 0 => KappaStrength.Poor,
        <= 0.2 => KappaStrength.Slight,
        <= 0.4 => KappaStrength.Fair,
        <= 0.6 => KappaStrength.Moderate,
        <= 0.8 => KappaStrength.Substantial,
        _ => KappaStrength.AlmostPerfect,
    };
}

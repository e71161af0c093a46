namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>How harmful a request is, by its words in their context.</summary>
internal enum HarmLevel
{
    Harmless,
    GreyZone,
    Harmful,
}

/// <summary>
/// Judges whether a request asks for harm. Dangerous words alone do not decide it: who or what they are turned
/// against does, and whether the request plays, defines, asks for history, or wants to protect.
/// </summary>
internal static partial class RequestHarm
{
    /// <summary>What is asked stands at the start or the end; between may stand whole documents.</summary>
    private const int LongestText = 3_000;

    public static HarmLevel Of(string request)
    {
        string text = request.Length <= LongestText
            ? request
            : string.Concat(request.AsSpan(0, LongestText / 2), " ", request.AsSpan(request.Length - LongestText / 2));
        bool protects = Protects.IsMatch(text);
        if (HurtsOneself.IsMatch(text))
        {
            return protects ? HarmLevel.GreyZone : HarmLevel.Harmful;
        }

        bool fiction = Fiction.IsMatch(text);
        if (AsksPrivateData.IsMatch(text))
        {
            return fiction || FictionalCharacters.IsMatch(text) ? HarmLevel.Harmless : HarmLevel.Harmful;
        }

        bool knowledge = AsksForKnowledge.IsMatch(text) && !AsksForMeans.IsMatch(text);
        if (AsksToxicText.IsMatch(text))
        {
            return knowledge || protects ? HarmLevel.Harmless : HarmLevel.Harmful;
        }

        return Injustice(text, fiction, protects, knowledge)
            ?? Acts(text, fiction || knowledge || protects || StealsInPlay.IsMatch(text))
            ?? Hints(text, fiction || knowledge || protects);
    }

    /// <summary>Hate against a group, or approval of what was done to one.</summary>
    private static HarmLevel? Injustice(string text, bool fiction, bool protects, bool knowledge)
    {
        if ((PutsGroupDown.IsMatch(text) || ArguesForInjustice.IsMatch(text)) && !Impossible.IsMatch(text))
        {
            return knowledge ? HarmLevel.Harmless
                : protects ? HarmLevel.GreyZone
                : !fiction ? HarmLevel.Harmful
                : NamesGroup.IsMatch(text) ? HarmLevel.GreyZone : HarmLevel.Harmless;
        }

        return Approves.IsMatch(text) && Atrocities.IsMatch(text)
            ? protects ? HarmLevel.GreyZone : HarmLevel.Harmful
            : null;
    }

    private static HarmLevel? Acts(string text, bool excused)
    {
        if (HurtsPeople(text) || DestroysPlace.IsMatch(text) || PlansDeath.IsMatch(text) || Steals.IsMatch(text))
        {
            return excused || Idioms.IsMatch(text) ? HarmLevel.Harmless : HarmLevel.Harmful;
        }

        if (MakesWeaponOrDrug.IsMatch(text))
        {
            return excused || Idioms.IsMatch(text) ? HarmLevel.Harmless : HarmLevel.Harmful;
        }

        return !Crime.IsMatch(text) && !CrimeAgainstTrust.IsMatch(text) ? null
            : excused || Idioms.IsMatch(text) ? HarmLevel.Harmless
            : Studies.IsMatch(text) || !WantsInstructions.IsMatch(text) ? HarmLevel.GreyZone
            : HarmLevel.Harmful;
    }

    private static HarmLevel Hints(string text, bool excused) =>
        !DangerousWords.IsMatch(text) || excused || Idioms.IsMatch(text) || Animals.IsMatch(text)
            || Impossible.IsMatch(text) || FictionalCharacters.IsMatch(text)
            ? HarmLevel.Harmless
            : HarmLevel.GreyZone;
}

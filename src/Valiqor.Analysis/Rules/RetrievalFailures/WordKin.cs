using System.Collections.Frozen;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.RetrievalFailures;

/// <summary>
/// Words that questions and texts use for the same thing. Common knowledge of English; each row is one such meaning.
/// </summary>
internal static class WordKin
{
    private static readonly FrozenDictionary<ulong, ulong[]> Kin = Build("""
        play portray star cast actor actress role character
        write author writer compose lyric pen
        sing singer perform recording vocal performer
        invent inventor create creator develop discover devise design
        found founder establish form begin start create origin originate introduce launch open
        die death dead kill murder
        bear birth born
        locate situate location
        live reside residence inhabit resident
        mean refer define definition signify denote term
        come origin derive originate
        end finish conclude final last finale expire
        win winner champion victory defeat award
        release premiere air broadcast publish
        film movie picture
        series season episode show
        song single track
        book novel story
        country nation
        city town village
        company business corporation firm employer
        car vehicle automobile
        doctor physician
        function operate
        cause reason due lead result
        build construct construction erect
        sell sale
        buy purchase acquire order
        leader president chief chair head
        law act statute bill legislation
        rule regulation policy requirement
        kind type form category
        component section
        purpose function
        large size
        high height tall
        population inhabitant resident
        money cost price pay payment fee charge
        student pupil
        teacher instructor
        differ difference distinguish unlike versus
        rise grow growth increase
        fall decline drop decrease
        total amount number
        title known name
        marry marriage husband wife wed spouse
        happen occur event
        provide supply grant
        leave depart exit
        return refund reimburse
        make produce manufacture production producer
        color colour
        percent percentage share
        match game
        king queen monarch
        language speak
        delete remove erase
        cancel terminate end
        change modify edit update alter
        error fail failure problem issue
        sign login log
        allow permit eligible
        need require requirement must
        limit maximum cap
        holiday vacation leave
        employee worker staff
        customer client user
        deadline due expire
        contact email phone call
        ship shipping deliver delivery
        """);

    /// <summary>True where the words have another one of a row that this word stands in.</summary>
    public static bool AnyOf(ulong stem, Dictionary<ulong, int> words)
    {
        if (Kin.TryGetValue(stem, out ulong[]? kin))
        {
            foreach (ulong other in kin)
            {
                if (words.ContainsKey(other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static FrozenDictionary<ulong, ulong[]> Build(string rows)
    {
        var kin = new Dictionary<ulong, ulong[]>();
        foreach (string row in rows.Split('\n'))
        {
            ulong[] keys = [.. row.Trim().Split(' ').Select(word => WordKey.OfStem(word))];
            foreach (ulong key in keys)
            {
                kin[key] = kin.TryGetValue(key, out ulong[]? more) ? [.. more, .. keys] : keys;
            }
        }

        return kin.ToFrozenDictionary();
    }
}

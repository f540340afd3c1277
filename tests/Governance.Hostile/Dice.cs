namespace Governance.Hostile;

/// <summary>Chance that is the same for the same seed, on every machine and in every version (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>Dice for one of many things under one seed.</summary>
    public static Dice For(int seed, long number) => new(((ulong)(uint)seed << 40) ^ (ulong)number);

    /// <summary>From 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> several) => several[Below(several.Count)];

    /// <summary>Puts them into another order (Fisher and Yates).</summary>
    public T[] Shuffled<T>(IEnumerable<T> several)
    {
        T[] all = [.. several];
        for (var at = all.Length - 1; at > 0; at--)
        {
            var other = Below(at + 1);
            (all[at], all[other]) = (all[other], all[at]);
        }

        return all;
    }

    private ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

namespace Governance.Approvals;

/// <summary>
/// How many simulations run at once: the largest takes half a minute of one core, so that an organisation has two, and the service four. Each
/// ends when whoever asked hangs up.
/// </summary>
public sealed class Simulations
{
    private const int MostOfOne = 2;
    private const int MostOfAll = 4;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> running = new(StringComparer.Ordinal);

    /// <summary>A place for one simulation of an organisation, given back when it is disposed of; null when all are taken.</summary>
    public IDisposable? Take(string tenant)
    {
        lock (gate)
        {
            var own = running.GetValueOrDefault(tenant);
            if (own >= MostOfOne || running.Values.Sum() >= MostOfAll) return null;
            running[tenant] = own + 1;
            return new Place(this, tenant);
        }
    }

    private void Leave(string tenant)
    {
        lock (gate)
        {
            if (--running[tenant] == 0) running.Remove(tenant);
        }
    }

    private sealed class Place(Simulations simulations, string tenant) : IDisposable
    {
        private bool left;

        public void Dispose()
        {
            if (!left) simulations.Leave(tenant);
            left = true;
        }
    }
}

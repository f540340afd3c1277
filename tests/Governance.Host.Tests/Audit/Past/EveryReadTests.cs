using Governance.Host.Tests.Api;

namespace Governance.Host.Tests.Audit.Past;

/// <summary>Walks every read of the document, so that a new one can be asked as of then or fails here.</summary>
public sealed class EveryReadTests(Service service)
{
    private static readonly string[] OfNowOnly =
    [
        "getCheckpoint", "getConsistency", "getEventEntry", "getLedger", "getLiveness", "getMe", "getReadiness", "getReplay", "getTile", "isOfficial", "listAccessRules", "listPlatforms", "listReplayOutcomes", "readAddress",
    ];

    private static readonly string[] WithPositionsOfTheirOwn = ["getEventProof", "listLeaves", "listStates"];

    private static bool IsOfThen(Operation read) => !OfNowOnly.Contains(read.Id) && !WithPositionsOfTheirOwn.Contains(read.Id);

    private static async Task<List<Operation>> Reads(Service service) => [.. (await ApiDocument.Read(service)).Operations.Where(operation => operation.Method == "GET")];

    [Fact]
    public async Task Every_read_says_in_the_document_that_it_can_be_asked_as_of_then_and_what_it_answers_with()
    {
        var document = await ApiDocument.Read(service);
        foreach (var read in await Reads(service))
        {
            string[] asked = [.. read.Parameters.Select(parameter => parameter.GetProperty("name").GetString()!).Where(name => name is "asOf" or "position" or "version")];
            var isOfOne = read.Path.Contains('{', StringComparison.Ordinal) && read.Id != "listHoldings";
            string[] expected = WithPositionsOfTheirOwn.Contains(read.Id) ? ["position"] : !IsOfThen(read) ? [] : isOfOne ? ["version", "asOf", "position"] : ["asOf", "position"];
            Assert.True(expected.SequenceEqual(asked), $"{read}: {string.Join(' ', asked)}");
            if (!IsOfThen(read)) continue;
            var headers = document.Answer(read, "200").GetProperty("headers").EnumerateObject().Select(header => header.Name).ToList();
            Assert.Superset(new HashSet<string> { "Governance-Log-Origin", "Governance-Log-Size", "Governance-Log-Root", "Link" }, headers.ToHashSet());
            Assert.Equal(isOfOne, headers.Contains("Governance-Leaf"));
        }
    }

    [Fact]
    public async Task Every_read_shows_then_and_not_now_after_changes_in_every_feature()
    {
        var acme = await service.Found();
        var whole = new WholeOrganisation(acme);
        await whole.Begin();
        var reads = (await Reads(service)).Where(IsOfThen).ToList();
        var (position, moment, was) = (await acme.Position(), await acme.Moment(), new Dictionary<string, string>());
        foreach (var read in reads) was[read.Id] = WholeOrganisation.Body(read, (await acme.Get(WholeOrganisation.ReaderOf(read), whole.PathOf(read))).Expect(200));
        await whole.Change();
        var same = new List<string>();
        foreach (var read in reads)
        {
            var (person, path) = (WholeOrganisation.ReaderOf(read), whole.PathOf(read));
            var then = (await acme.At(position, person, path)).Expect(200);
            Assert.True(was[read.Id] == WholeOrganisation.Body(read, then), $"{read}\nwas  {was[read.Id]}\nthen {WholeOrganisation.Body(read, then)}");
            Assert.Equal($"{position}", then.Headers["Governance-Log-Size"]);
            Assert.Equal(was[read.Id], WholeOrganisation.Body(read, (await acme.Get(person, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf={moment}")).Expect(200)));
            if (WholeOrganisation.Body(read, await acme.Get(person, path)) == was[read.Id]) same.Add(read.Id);
        }

        Assert.Empty(same);
    }

    [Fact]
    public async Task What_answers_of_now_only_says_so_and_why()
    {
        var acme = await service.Found();
        foreach (var read in (await Reads(service)).Where(read => OfNowOnly.Contains(read.Id)))
        {
            var path = read.At(read.Parameters.Where(parameter => parameter.GetProperty("in").GetString() == "path").ToDictionary(parameter => parameter.GetProperty("name").GetString()!, _ => "x"));
            foreach (var asked in (string[])["asOf=2026-01-01", "position=1"])
                (await acme.Get(Acme.Administrator, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{asked}")).ExpectProblem(400, "as-of.only-now");
        }
    }
}

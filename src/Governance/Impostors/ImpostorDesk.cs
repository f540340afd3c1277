using Governance.Access;
using Governance.Directory;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Impostors;

/// <summary>Where commands on one case are decided: who the caller is to it, and the timer that a report sets.</summary>
public sealed class ImpostorDesk
{
    /// <summary>The group whose members decide on impostors.</summary>
    public const string Legal = "legal";

    /// <summary>The group whose members act in danger.</summary>
    public const string Security = "security";

    /// <summary>The group whose members agree to a court.</summary>
    public const string Executives = "executives";

    private readonly IDocumentSession session;
    private readonly IMessageBus bus;

    private ImpostorDesk(IDocumentSession session, IMessageBus bus, HttpContext http) => (this.session, this.bus, Desk) = (session, bus, Desk.For(session, http));

    /// <summary>The plain desk underneath.</summary>
    public Desk Desk { get; }

    /// <summary>Whether the caller keeps the register.</summary>
    public bool IsSteward => Desk.Caller.HoldsAny([Roles.Steward]);

    /// <summary>The desk for one request.</summary>
    public static ImpostorDesk For(IDocumentSession session, IMessageBus bus, HttpContext http) => new(session, bus, http);

    /// <summary>Where a case is read.</summary>
    public static string Self(string caseId) => $"/impostors/{caseId}";

    /// <summary>Whether somebody who has not left belongs to a group.</summary>
    public async Task<bool> IsMember(string person, string group) =>
        await session.LoadAsync<Person>(StreamKeys.Person(person), Desk.Aborted) is { Left: false } known && known.Groups.Contains(group);

    /// <summary>Decides a command of anybody.</summary>
    public Task<IResult> Change(string caseId, Func<ImpostorCase, Decision<ImpostorEvent>> decide) => Change(caseId, () => Task.FromResult<Refusal?>(null), decide);

    /// <summary>Decides a command of Legal.</summary>
    public Task<IResult> ChangeAsLegal(string caseId, Func<ImpostorCase, Decision<ImpostorEvent>> decide) =>
        Change(caseId, async () => await IsMember(Desk.Caller.Person, Legal) ? null : ImpostorRules.LegalOnly, decide);

    /// <summary>Decides a command of Legal, or of an executive once every member of Legal is among <paramref name="acted"/>: nothing waits for ever.</summary>
    public Task<IResult> ChangeAsArbiter(string caseId, IReadOnlySet<string> acted, Func<ImpostorCase, Decision<ImpostorEvent>> decide) => Change(caseId, async () =>
    {
        if (await IsMember(Desk.Caller.Person, Legal)) return null;
        if (!await IsMember(Desk.Caller.Person, Executives)) return ImpostorRules.LegalOnly;
        var lawyers = await session.Query<Person>().Where(person => !person.Left && person.Groups.Contains(Legal)).Select(person => person.Id).ToListAsync(Desk.Aborted);
        return lawyers.All(lawyer => acted.Contains(StreamKeys.IdOf(lawyer))) ? null : ImpostorRules.LegalOnly;
    }, decide);

    /// <summary>Decides a command of Legal or of a steward.</summary>
    public Task<IResult> ChangeAsLegalOrSteward(string caseId, Func<ImpostorCase, Decision<ImpostorEvent>> decide) =>
        Change(caseId, async () => IsSteward || await IsMember(Desk.Caller.Person, Legal) ? null : ImpostorRules.LegalOrSteward, decide);

    private async Task<IResult> Change(string caseId, Func<Task<Refusal?>> judge, Func<ImpostorCase, Decision<ImpostorEvent>> decide)
    {
        var stream = await Desk.Open<ImpostorCase>(StreamKeys.Impostor(caseId));
        if (stream.Aggregate is not { } suspect) return Desk.Refuse(ImpostorRules.Unknown);
        if (await judge() is { } notTheirs) return Desk.Refuse(notTheirs);
        if (Desk.Stale(stream) is { } stale) return Desk.Refuse(stale);
        var decision = decide(suspect);
        if (decision.Refusal is { } no) return Desk.Refuse(no);
        await ImpostorTimers.Set(bus, Desk.Caller.Tenant, stream, decision.Facts, Desk.Now);
        return Desk.Append(stream, decision.Facts, Self(caseId));
    }
}

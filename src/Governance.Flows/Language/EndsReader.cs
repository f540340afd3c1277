namespace Governance.Flows;

/// <summary>Reads how a request may end, and what is owed behind its end.</summary>
internal sealed class EndsReader(Findings findings, FlowNames names, FlowDurations durations)
{
    public Withdrawal Withdraw(Mapping map)
    {
        if (map.Find("withdraw") is not { } node || Mapping.Open(node, findings, "`withdraw`", ["by", "until"]) is not { } withdraw)
            return new Withdrawal(["requester"], "approved");
        var by = Somebody(withdraw);
        var until = withdraw.Find("until") is null ? "approved" : withdraw.Name("until");
        if (until is not ("approved" or "")) names.UseStage(withdraw.Find("until"));
        return new Withdrawal(by, until);
    }

    public BreakGlass? BreakGlass(Mapping map)
    {
        if (map.Find("break-glass") is not { } node || Mapping.Open(node, findings, "`break-glass`", ["by", "reason", "review"]) is not { } glass) return null;
        var by = OfTheFlow(glass);
        if (glass.Need("reason") is not null) glass.Choice("reason", ["required"]);
        return new BreakGlass(by, Review(glass));
    }

    public Expiry? Expire(Mapping map)
    {
        if (map.Find("expire") is not { } node || Mapping.Open(node, findings, "`expire`", ["after", "as"]) is not { } expire) return null;
        expire.Choice("as", ["expired"]);
        return durations.Read(expire, "after") is { } after ? new Expiry(after) : null;
    }

    public Reopening? Reopen(Mapping map)
    {
        if (map.Find("reopen") is not { } node || Mapping.Open(node, findings, "`reopen`", ["by", "within"]) is not { } reopen) return null;
        var by = Somebody(reopen);
        return durations.Read(reopen, "within") is { } within ? new Reopening(by, within) : null;
    }

    public AfterApproval? AfterApproval(Mapping map, IReadOnlyList<StageRead> stages)
    {
        if (map.Find("after-approval") is not { } node || Mapping.Open(node, findings, "`after-approval`", ["confirm-again", "by"]) is not { } after) return null;
        var by = after.Find("by") is null ? [.. stages.SelectMany(s => s.Stage.Needs).Select(n => n.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : OfTheFlow(after);
        return durations.Read(after, "confirm-again") is { } again ? new AfterApproval(again, by) : null;
    }

    private GlassReview? Review(Mapping glass)
    {
        if (glass.Find("review") is not { } node || Mapping.Open(node, findings, "`review`", ["approve", "of", "within", "otherwise"]) is not { } review) return null;
        names.UsePeople(review.Find("of"));
        var approve = NeedReader.Approve(review, findings);
        var of = review.Name("of");
        var otherwise = review.Need("otherwise") is not null && review.Choice("otherwise", ["undo", "keep"]) == "keep" ? Otherwise.Keep : Otherwise.Undo;
        return durations.Read(review, "within") is { } within ? new GlassReview(approve, of, within, otherwise) : null;
    }

    private IReadOnlyList<string> Somebody(Mapping map)
    {
        var by = map.Names("by");
        if (map.Need("by") is { } at && by.Count == 0) findings.Add(at, "`by` must name somebody: author, editors, requester or people of the flow.");
        foreach (var name in by.Where(n => !FlowNames.OfRequest.Contains(n.Text))) names.UsePeople(name);
        return FlowReader.Sorted(by);
    }

    private IReadOnlyList<string> OfTheFlow(Mapping map)
    {
        var by = map.Names("by");
        if (map.Need("by") is { } at && by.Count == 0) findings.Add(at, "`by` must name people of the flow.");
        foreach (var name in by) names.UsePeople(name);
        return FlowReader.Sorted(by);
    }
}

using Governance.Approvals;
using Governance.Flows;
using Governance.Policies;

namespace Governance.CommandLine.Demo;

/// <summary>The main job, act by act. Each act says what a person would want to see, and ends the demo when anything is not as it should be.</summary>
internal sealed class DemoStory(DemoStage stage, string documents)
{
    private const string Reference = "social-media-policy";
    private const string Policy = "/policies/" + Reference;

    private long before;

    /// <summary>All of it.</summary>
    public async Task Play()
    {
        await stage.Meet(Cast.Drafter);
        stage.Terminal.Heading("The main job: a policy from draft to effective, and who did what");
        await TidyUp();
        await Import();
        var request = await Submit();
        await RefuseTheAuthor(request);
        await AskForChanges(request);
        var first = await Publish(request, replaces: null);
        await StartTheSecond();
        var second = await Publish(await Submitted("Blocks end sooner, and generated content is labelled"), replaces: first);
        var reading = new DemoReading(stage, Policy, first, second);
        await reading.Redline();
        await reading.History(before);
        await reading.Then();
        stage.Terminal.Line();
        stage.Terminal.Heading($"All of it is as it should be: {stage.Held} expectations held. {Reference} stands at {second.Label}.");
    }

    // A demo that was broken off, or somebody else, may have left a draft with its approvers: that comes first.
    private async Task TidyUp()
    {
        if (await Known() is not { } policy) return;
        before = policy.Version;
        if (policy.InForce is { } label) stage.Say($"{Reference} is at {label} on this service. That stays; this run adds the next two versions, beginning with the document's text.");
        if (policy.Draft is not { } draft || draft.Status == DraftStatus.Drafting) return;
        if (draft.Status is DraftStatus.Submitted or DraftStatus.ChangesRequested) await stage.Do(Cast.Drafter, $"{Policy}/withdraw-submission", new { reason = "The demo begins again." });
        await stage.Do(Cast.Drafter, $"{Policy}/abandon", new { reason = "The demo begins again." });
        stage.Say("A draft was under way: it was withdrawn and abandoned, and stays in the history.");
    }

    private async Task Import()
    {
        stage.Act($"{stage.Name(Cast.Drafter)} imports the documents");
        // Their folder is the program's own: its path is nothing to look at.
        List<PolicyFile> files = [.. PolicyFile.ReadAll([documents], stage.Terminal).Select(file => file with { Name = Path.GetFileName(file.Name) })];
        if (files.All(file => file.PolicyId != Reference)) throw DemoStage.Failure($"{Reference} among the documents in {documents}", "it is not there");
        var report = new ImportReport(stage.Terminal, json: false, files);
        await PoliciesImport.Send(files, report, stage.Client, stage.KeyOf(Cast.Drafter), stage.Cancellation);
        stage.Expect(true, report.WentWell, "every document to be taken");
        if ((await Now()).Draft is not null) return;
        // The document itself is in force: the next draft begins with a change of its own.
        var text = await stage.Read<PolicyTextView>(Cast.Drafter, $"{Policy}/text");
        await stage.Do(Cast.Drafter, $"{Policy}/drafts", new { content = DemoEdits.LongerAmnesty(text.Content), change = ChangeKind.Major, summary = "More time to report an account" });
        stage.Say($"{Reference} is in force as the document has it, so a draft with one clause changed is started.");
    }

    private async Task<string> Submit()
    {
        stage.Act($"{stage.Name(Cast.Drafter)} submits {Reference}");
        var request = await Submitted("For adoption by the whole organisation");
        var view = await stage.Read<RequestView>(Cast.Drafter, request);
        stage.Expect(RequestState.Pending, view.Request.State, "the request");
        var draft = (await Now()).Draft!;
        stage.Say($"{draft.Label}, content {draft.Digest[..12]}, under the flow {view.Request.Flow}");
        stage.Say($"{view.Request.Sentence} It could be {string.Join(", ", view.Request.Waiting.Select(stage.Name))}.");
        stage.Expect(false, view.Request.Waiting.Contains(Cast.Drafter), "the author's being asked");
        return request;
    }

    private async Task RefuseTheAuthor(string request)
    {
        stage.Act($"{stage.Name(Cast.Drafter)}, who wrote it and works in legal, tries to approve it");
        await stage.Refused(Cast.Drafter, $"{request}/decide", new { decision = Decision.Approve, digest = (await Row(request)).Content }, "policy.self-approval");
    }

    private async Task AskForChanges(string request)
    {
        stage.Act($"{stage.Name(Cast.Communications)} asks for changes, and the drafter revises");
        const string Why = "Clause 4.7 leaves whoever complains without a word for a week. Say that we acknowledge at once.";
        await stage.Do(Cast.Communications, $"{request}/decide", new { decision = Decision.RequestChanges, digest = (await Row(request)).Content, reason = Why });
        stage.Expect(RequestState.ChangesRequested, (await Row(request)).State, "the request");
        stage.Say($"{stage.Name(Cast.Communications)}: “{Why}”");
        await stage.Refused(Cast.Drafter, $"{Policy}/submit", new { note = "Again" }, PolicyRules.Unchanged.Code);
        var text = await stage.Read<PolicyTextView>(Cast.Drafter, $"{Policy}/text?label=draft");
        await stage.Do(Cast.Drafter, $"{Policy}/revise", new { content = DemoEdits.Acknowledged(text.Content), change = ChangeKind.Major, summary = "Reviews are acknowledged within 1 workday" });
        stage.Expect(request, await Submitted("Clause 4.7 acknowledges within 1 workday now"), "the same request to go on");
        stage.Say($"{stage.Name(Cast.Drafter)} revised clause 4.7 and submitted again: content {(await Now()).Draft!.Digest[..12]}");
    }

    private async Task StartTheSecond()
    {
        stage.Act($"{stage.Name(Cast.OtherDrafter)} starts the next version; the one in force is not touched");
        var text = await stage.Read<PolicyTextView>(Cast.OtherDrafter, $"{Policy}/text");
        var next = new { content = DemoEdits.Second(text.Content), change = ChangeKind.Major, summary = "Blocks end after 6 months; generated content is labelled" };
        await stage.Do(Cast.OtherDrafter, $"{Policy}/drafts", next);
        await stage.Refused(Cast.Drafter, $"{Policy}/drafts", next, PolicyRules.DraftExists.Code);
        stage.Expect(text.Digest, (await stage.Read<PolicyTextView>(Cast.Drafter, $"{Policy}/text")).Digest, "the text in force");
        stage.Say($"{next.summary}. In force is still {text.Label}, content {text.Digest[..12]}");
    }

    private Task<VersionView> Publish(string request, VersionView? replaces) => new DemoPublication(stage, Policy, request).Play(replaces);

    private async Task<string> Submitted(string note) => (await stage.Do(Cast.Drafter, $"{Policy}/submit", new { note })).Links.Request!;

    private async Task<RequestRow> Row(string request) => (await stage.Read<RequestView>(Cast.Drafter, request)).Request;

    private Task<PolicyView> Now() => stage.Read<PolicyView>(Cast.Drafter, Policy);

    private async Task<PolicyView?> Known() =>
        (await stage.Client.Get(Policy, stage.KeyOf(Cast.Drafter), stage.Cancellation)).Status == StatusCodes.Status404NotFound ? null : await Now();
}

namespace Governance.Notices;

/// <summary>Every fact of a notice: what it tells follows from others' facts, and that it was read is its own.</summary>
public abstract record NoticeEvent;

/// <summary>Whoever was told has read it.</summary>
public sealed record NoticeRead : NoticeEvent;

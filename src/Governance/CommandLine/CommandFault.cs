using System.Diagnostics.CodeAnalysis;

namespace Governance.CommandLine;

/// <summary>A command cannot go on, and only a person can change that: the message is one sentence or two with the way out.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is caught in one place, where it reads as what it is.")]
public sealed class CommandFault(string sentence, int exitCode = CommandFault.Failed) : Exception(sentence)
{
    /// <summary>The exit code of a command that did not go well.</summary>
    public const int Failed = 1;

    /// <summary>The exit code of a command that was typed wrongly.</summary>
    public const int WrongUsage = 2;

    /// <summary>What the process answers.</summary>
    public int ExitCode => exitCode;
}

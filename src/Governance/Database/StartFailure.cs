using System.Diagnostics.CodeAnalysis;

namespace Governance.Database;

/// <summary>The service cannot start, and only a person can change that: the message is one sentence that says what is wrong and the way out.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is caught in one place, where it reads as what it is.")]
public sealed class StartFailure(string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    /// <summary>Tells the person on standard error, without a stack trace.</summary>
    /// <returns>The process's exit code, 1.</returns>
    public int Report()
    {
        Console.Error.WriteLine(Message);
        return 1;
    }
}

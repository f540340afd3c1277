namespace Governance.Witness;

/// <summary>The program's entry point.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => WitnessCommand.Run(arguments);
}

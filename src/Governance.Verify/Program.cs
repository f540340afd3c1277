using Governance.Verify;

using var output = Console.OpenStandardOutput();
return VerifyCommand.Run(args, output, Console.Error, watched: !Console.IsErrorRedirected);

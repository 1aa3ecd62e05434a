using System.CommandLine;
using Yinong.Commands;

// Every command of the product; `./yinong start` and `dotnet run --project src/Yinong -- start` are the same.
var root = new RootCommand("Yinong 益农: the platform of the programme 信息进村入户.")
{
    StartCommand.Make(),
    ServeCommand.Make(),
    ImportCommand.Make(),
    SimulateCommand.Make(),
    VerifyCommand.Make(),
    AccountCommand.Make(),
    ClientCommand.Make(),
};
return await CommandLine.RunAsync(root, args);

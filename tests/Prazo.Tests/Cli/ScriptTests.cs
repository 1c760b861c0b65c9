using System.Net;
using System.Net.Sockets;

namespace Prazo.Tests.Cli;

/// <summary>The scripts stop at once, in one sentence, where a tool is missing.</summary>
public class ScriptTests
{
    /// <summary>A path on which there is nothing but these.</summary>
    private static string Only(Folder folder, params string[] tools)
    {
        Directory.CreateDirectory(folder["bin"]);
        foreach (var tool in tools.Concat(["bash", "dirname", "grep", "id"]))
            File.CreateSymbolicLink(Path.Combine(folder["bin"], tool), Shell.Bash($"command -v {tool}").Out.Trim());
        return folder["bin"];
    }

    [Theory]
    [InlineData("./run")]
    [InlineData("./run --fresh")]
    [InlineData("./run -- report")]
    [InlineData("./test")]
    [InlineData("./publish")]
    public void Without_the_SDK_a_script_says_so_in_one_sentence(string script)
    {
        using var folder = Shell.Temporary();
        var told = Shell.Bash($"PATH={Only(folder)} {script}");
        (told.ExitCode, told.Out, told.Error).ShouldBe((1, "", "prazo needs the .NET 10 SDK (dotnet --version must say 10.x): install it and run this again.\n"));
    }

    [Fact]
    public void Without_Node_run_says_so_in_one_sentence()
    {
        using var folder = Shell.Temporary();
        folder.Write("dotnet", "#!/usr/bin/env bash\necho 10.0.100\n");
        var told = Shell.Bash($"chmod +x {folder["dotnet"]}; mv {folder["dotnet"]} {Only(folder, "env")}; PATH={folder["bin"]} ./run");
        (told.ExitCode, told.Out, told.Error).ShouldBe((1, "", "prazo needs Node.js 18 or later with npm to build its screen: install them and run this again.\n"));
    }

    [Fact]
    public void A_port_that_is_taken_is_passed_over()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        int.Parse(Shell.Bash($". .ci/sdk; free_port {port}").Out, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(port);
    }
}

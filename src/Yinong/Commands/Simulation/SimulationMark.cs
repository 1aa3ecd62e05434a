using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Yinong.Platform.Database;

namespace Yinong.Commands.Simulation;

/// <summary>
/// How far a simulation has come: a row of <c>settings</c>, written in the transaction of the rows themselves. Whoever is killed goes on there; as long as it is
/// not finished the platform is not ready. Its being there says that the installation holds made-up data (示例数据).
/// </summary>
/// <param name="Order">What was asked for.</param>
/// <param name="FirstStation">Highest key of a station before it began.</param>
/// <param name="FirstOfficer">Highest key of an officer before it began.</param>
/// <param name="Provinces">How many provinces have their registers.</param>
/// <param name="Recorded">Last day of recording that is written.</param>
/// <param name="Finished">Everything is there.</param>
sealed record SimulationMark(SimulationOrder Order, int FirstStation, int FirstOfficer, int Provinces = 0, DateOnly? Recorded = null, bool Finished = false)
{
    const string Prefix = "simulation.";

    /// <summary>Every simulation of the database, finished or not.</summary>
    public static async Task<List<SimulationMark>> AllAsync(SqlDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await AllAsync(connection, cancel);
    }

    /// <summary>The same on an open connection.</summary>
    public static async Task<List<SimulationMark>> AllAsync(DbConnection connection, CancellationToken cancel)
    {
        var marks = new List<SimulationMark>();
        await using var command = connection.CreateCommand();
        command.CommandText = "select value from settings where name >= 'simulation.' and name < 'simulation/' order by name";
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) marks.Add(JsonSerializer.Deserialize<SimulationMark>(rows.GetString(0), JsonSerializerOptions.Web)!);
        return marks;
    }

    public async Task WriteAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into settings (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value";
        command.Add("@name", Prefix + Order.Seed.ToString(CultureInfo.InvariantCulture));
        command.Add("@value", JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
        await command.ExecuteNonQueryAsync(cancel);
    }
}

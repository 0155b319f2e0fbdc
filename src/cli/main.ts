console.log('hi from main', process.argv.slice(2));

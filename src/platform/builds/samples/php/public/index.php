<?php

use Dice\Die6;

require __DIR__ . '/../vendor/autoload.php';

header('Content-Type: application/json');
echo json_encode(['dice' => [(new Die6())->throw(), (new Die6())->throw()]]), "\n";
